"""Run the command line as `python -m goodoffices`."""

import sys

from goodoffices.cli.main import main

sys.exit(main())
