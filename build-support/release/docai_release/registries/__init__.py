"""Registries of images, by their HTTP interface."""
