"""What the loader leaves in the lake about its own end."""
