"""Checks that `sam build` left every zip as Maven built it. Argument: the template that it wrote."""

import filecmp
import os
import sys

import deployed

wrote = sys.argv[1]
before = deployed.read("template.yaml")["Resources"]
after = deployed.read(wrote)["Resources"]
zips = [name for name, one in before.items() if one["Type"] == "AWS::Serverless::Function"]
for name in zips:
    ours = before[name]["Properties"]["CodeUri"]
    theirs = os.path.join(os.path.dirname(wrote), after[name]["Properties"]["CodeUri"])
    if not os.path.isfile(theirs) or not filecmp.cmp(ours, theirs, shallow=False):
        sys.exit("%s: sam build wrote %s, which differs from %s" % (name, theirs, ours))
print("%d zips are unchanged" % len(zips))
