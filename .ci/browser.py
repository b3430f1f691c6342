"""
Compares the browser libraries among the assets of the desk with the packages that its package-lock.json names.
No WebJar has them, and the build needs no npm. With --write, copies them there after an update of the lock:

    npm install --package-lock-only --prefix functions/lib/desk NAME@VERSION && python3 .ci/browser.py --write
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MODULE = "functions/lib/desk"
ASSETS = MODULE + "/src/main/resources/bantin/desk/assets/"

# File in the packages for each asset. oidc-client-ts contains jwt-decode.
FILES = {
    "diff-index.es6.js": "diff/lib/index.mjs",
    "diff-LICENSE.txt": "diff/LICENSE",
    "jwt-decode-LICENSE.txt": "jwt-decode/LICENSE",
    "oidc-client-ts.js": "oidc-client-ts/dist/browser/oidc-client-ts.min.js",
    "oidc-client-ts-LICENSE.txt": "oidc-client-ts/LICENSE",
}


def content(path):
    """Returns the file's text without the address of a source map, which is not served."""
    with open(path, encoding="utf-8") as file:
        return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "", file.read()).rstrip() + "\n"


with tempfile.TemporaryDirectory() as room:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(os.path.join(MODULE, name), room)
    # npm compares each package with its hash in the lock.
    subprocess.run(
        ["npm", "ci", "--omit=dev", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=room,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    different = []
    for asset, source in FILES.items():
        text = content(os.path.join(room, "node_modules", source))
        if "--write" in sys.argv:
            with open(ASSETS + asset, "w", encoding="utf-8") as file:
                file.write(text)
        elif not os.path.exists(ASSETS + asset) or content(ASSETS + asset) != text:
            different.append(asset)

for asset in different:
    print("%s differs from %s of the lock: update it with --write" % (asset, FILES[asset]))
with open(MODULE + "/package-lock.json", encoding="utf-8") as file:
    packages = [path for path, package in json.load(file)["packages"].items() if path and not package.get("dev")]
print("%d files of %d npm packages, %d different" % (len(FILES), len(packages), len(different)))
sys.exit(bool(different))
