"""An application under way: what is seen of it, what that means, and how it ended."""
