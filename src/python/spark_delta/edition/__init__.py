"""What changed in the lake, for people and for feed readers: the edition of a day."""
