"""Whether `sam build` left every zip as Maven built it; its argument is the template that it wrote."""

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
        sys.exit("%s: sam build made %s of %s" % (name, theirs, ours))
print("%d zips are what they were" % len(zips))
