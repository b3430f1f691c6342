"""
Starts the portal with the README's command and measures its pages with Lighthouse on its mobile profile. The pages are the front page, a
section, the archive, and the article with the most photos.

Fails if the portal does not start, or if a page moves while it loads. Fails also if a page scores less than 100 for accessibility, best
practices or search engines. Prints the score of performance and the times as they are, since they depend on the machine.

Arguments: the folder in which npm installed Lighthouse, the number of runs for each page (1 if left out).
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

programs = os.path.abspath(os.path.join(sys.argv[1], "node_modules", ".bin"))  # Lighthouse, and the Node that it needs
lighthouse = os.path.join(programs, "lighthouse")
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 1
START = 600  # seconds until the portal is ready, on a machine where Maven compiles first
ATTEMPTS = 4
PICTURES = 300  # seconds until the demo's photos are sized
MAX_SHIFT = 0.01  # share of the screen times share of its height
REQUIRED = ("accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode()


def command_of_the_readme():
    """The first command of the README's section on running."""
    readme = open("README.md", encoding="utf-8").read()
    return re.search(r"## Run\n.*?```bash\n(.+?)\n```", readme, re.S).group(1)


def wait_until(seconds, condition):
    """Asks once a second. Returns the condition's first true answer, or None after that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(1)
    return None


def photos(address):
    return len(re.findall(r'<figure>(?:<picture>(?:<source[^>]*>)*)?<img src="/photos/', read(address)))


def addresses(base):
    """The pages that are measured, once the demo's photos stand in the articles."""

    def with_photos():
        articles = [a for a in re.findall(r"<loc>([^<]+)</loc>", read(base + "/sitemap.xml")) if re.search(r"-[0-9a-z]{10}$", a)]
        best = max(articles, key=photos, default=None)
        return best if best and photos(best) >= 5 else None

    article = wait_until(PICTURES, with_photos)
    if article is None:
        raise SystemExit("No article of the demo has five photos.")
    section = re.search(r'<nav[^>]*>.*?<a href="(/[a-z0-9-]+)"', read(base + "/"), re.S).group(1)
    return [base + "/", base + section, base + "/luu-tru", article]


def start_functions(base, address):
    """Opens the page, its files and photos, and sends a hit, so that the times leave out the starts of the functions' processes."""
    for path in sorted(set(re.findall(r'"(/(?:assets|photos)/[^" ]+)', read(address)))):
        with urllib.request.urlopen(base + path, timeout=120) as answer:
            answer.read()
    try:
        urllib.request.urlopen(urllib.request.Request(base + "/api/hits", data=b"{}", method="POST"), timeout=120)
    except urllib.error.HTTPError as refused:
        refused.close()


def measure(address, chromium):
    """Returns Lighthouse's report. Tries again where Lighthouse itself fails, as it may on a busy machine."""
    command = [lighthouse, address, "--output=json", "--quiet", "--chrome-flags=" + FLAGS]
    environment = dict(os.environ, CHROME_PATH=chromium, PATH=programs + os.pathsep + os.environ["PATH"])
    for _ in range(ATTEMPTS):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise SystemExit("Lighthouse did not measure %s:\n%s" % (address, done.stderr[-3000:]))


def audit(report, name):
    return report["audits"][name].get("numericValue", 0)


def missed(report):
    """The audits that cost points of the required categories, each with the first elements it names."""
    for category in REQUIRED:
        for part in report["categories"][category]["auditRefs"]:
            found = report["audits"][part["id"]]
            if part["weight"] and found["score"] is not None and found["score"] < 1:
                yield "%s: %s %s" % (category, found["title"], json.dumps(found.get("details", {}).get("items", [])[:3])[:500])


@contextlib.contextmanager
def portal():
    """Starts the portal with the README's command, gives its address, and ends it."""
    port = free_port()
    base = "http://127.0.0.1:%d" % port
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command_of_the_readme().split(),
            env=dict(os.environ, PORT=str(port), DATA=data),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            started = time.monotonic()

            def ready():
                if process.poll() is not None:
                    return False
                log.seek(0)
                return ("ready at " + base) in log.read()

            if not wait_until(START, ready):
                log.seek(0)
                raise SystemExit("The README's command started no portal:\n" + log.read()[-3000:])
            print("%s: ready after %.0f s" % (command_of_the_readme(), time.monotonic() - started))
            yield base
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def main():
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("There is no Chromium.")
    with portal() as base:
        failures = []
        slowest = 0
        for address in addresses(base):
            start_functions(base, address)
            reports = [measure(address, chromium) for _ in range(runs)]
            path = address[len(base):]
            scores = {name: min(report["categories"][name]["score"] for report in reports) * 100 for name in REQUIRED}
            speed = statistics.median(report["categories"]["performance"]["score"] for report in reports) * 100
            largest = statistics.median(audit(report, "largest-contentful-paint") for report in reports)
            slowest = max(slowest, largest)
            shift = max(audit(report, "cumulative-layout-shift") for report in reports)
            if shift > MAX_SHIFT:
                failures.append("%s: it moves by %.3f while it loads" % (path, shift))
            print(
                "%s: performance %.0f, %s; largest paint %.1f s, shift %.3f, %.0f KB"
                % (
                    path,
                    speed,
                    ", ".join("%s %.0f" % score for score in scores.items()),
                    largest / 1000,
                    shift,
                    max(audit(report, "total-byte-weight") for report in reports) / 1000,
                )
            )
            failures += ["%s: %s" % (path, line) for line in sorted({line for report in reports for line in missed(report)})]
        for line in failures:
            print(line)
        if failures:
            raise SystemExit("%d faults" % len(failures))
        print("4 pages of the demo: 100 for %s; largest paint %.1f s or sooner" % (", ".join(REQUIRED), slowest / 1000))


if __name__ == "__main__":
    main()
