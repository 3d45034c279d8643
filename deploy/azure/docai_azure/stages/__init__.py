"""What comes after Azure's resources: software on the cluster, images, runs."""
