"""What the launcher is told: its options and what their texts mean."""
