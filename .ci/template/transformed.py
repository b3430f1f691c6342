"""Writes the template with SAM's transform, default parameters and open conditions, as JSON. Argument: the file."""

import json
import sys

import deployed

template = deployed.read("template.yaml")
defaults = {name: str(one["Default"]) for name, one in template["Parameters"].items()}
full = deployed.transformed(template, defaults)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(full, file)
