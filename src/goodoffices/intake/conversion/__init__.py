"""Conversion: a file as plain text, with its blocks and pages, or one sentence why not."""
