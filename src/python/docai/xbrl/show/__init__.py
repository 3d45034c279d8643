"""Figures as lines for people and for programs."""
