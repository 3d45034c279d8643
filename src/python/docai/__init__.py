"""What two or more components of docai share."""
