"""The version of docai: of every wheel, image and log line."""

VERSION = "1.0.0"
