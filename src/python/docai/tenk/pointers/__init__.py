"""Items that point elsewhere: the pointer, the place it means, and the words there."""
