"""`python -m infra.benchmarks.relevance`."""

import os
import sys

from infra.benchmarks.relevance.measure import main

os.environ["DJANGO_SETTINGS_MODULE"] = "infra.benchmarks.relevance.settings"
sys.exit(main())
