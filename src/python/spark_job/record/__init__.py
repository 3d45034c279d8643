"""What the launcher leaves in the lake about itself."""
