"""The program `docai`: the commands of what is installed, under one name."""
