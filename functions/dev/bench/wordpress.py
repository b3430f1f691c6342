"""
Measures a stock WordPress and this portal's demo with Lighthouse on its mobile profile, in turn, and prints medians.

WordPress is Debian's, with its theme Twenty Twenty-Three, MariaDB and Apache with PHP as Debian sets them up. It holds the demo's articles
and photos. The packages are downloaded and unpacked into a temporary folder. Nothing is installed, and no service is started beside the two
that this script ends again. Both listen on loopback only. WP Statistics is in none of Debian's packages, so WordPress counts no visits here.

Skips with a sentence where there is no apt or no such package. Run in the repository's folder.

Arguments: the folder in which npm installed Lighthouse, the number of runs for each page (5 if left out).
"""

import glob
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, ".ci")
import lighthouse

PACKAGES = (
    "wordpress wordpress-theme-twentytwentythree apache2 libapache2-mod-php php-cli php-mysql php-gd php-xml php-mbstring php-curl mariadb-server"
).split()
EXTENSIONS = "mysqlnd mysqli pdo xml ctype curl dom exif fileinfo gd iconv mbstring phar posix simplexml tokenizer xmlreader xmlwriter".split()
RUNS = 5
READY = 60  # seconds

APACHE = """
ServerRoot "{usr}/lib/apache2"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{work}/apache.pid"
ErrorLog "{work}/apache.log"
DefaultRuntimeDir "{work}"
Mutex file:{work} default
User www-data
Group www-data
LoadModule mpm_prefork_module modules/mod_mpm_prefork.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule dir_module modules/mod_dir.so
LoadModule mime_module modules/mod_mime.so
LoadModule filter_module modules/mod_filter.so
LoadModule deflate_module modules/mod_deflate.so
LoadModule setenvif_module modules/mod_setenvif.so
LoadModule php_module modules/libphp{php}.so
PHPIniDir "{work}"
TypesConfig "{work}/mime.types"
Include "{etc}/apache2/mods-available/deflate.conf"
DocumentRoot "{site}"
DirectoryIndex index.php
<FilesMatch "\\.php$">
  SetHandler application/x-httpd-php
</FilesMatch>
<Directory "{site}">
  FallbackResource /index.php
  Options FollowSymLinks
  Require all granted
</Directory>
"""

TYPES = """text/css css
application/javascript js
text/html html
image/jpeg jpg jpeg
image/png png
image/webp webp
image/svg+xml svg
font/woff2 woff2
"""

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:%s');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '%s'); define('WP_SITEURL', '%s');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
"""

# Installs WordPress and writes the articles, with their photos as WordPress's editor inserts them. Prints the address of the one with the most.
SETUP = """<?php
define('WP_INSTALLING', true);
require_once $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
wp_install('Bản Tin', 'admin', 'admin@example.com', true, '', 'password');
foreach ([1, 2, 3] as $sample) { wp_delete_post($sample, true); }
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Ho_Chi_Minh');
$best = ['', -1];
foreach (json_decode(file_get_contents($argv[2]), true) as $article) {
    $post = wp_insert_post(['post_title' => $article['title'], 'post_excerpt' => $article['lead'], 'post_status' => 'publish',
        'post_date' => $article['at'], 'post_author' => 1]);
    $body = $article['body'];
    foreach ($article['photos'] as $number => $photo) {
        $name = $post . '-' . $number . '.jpg';
        $upload = wp_upload_bits($name, null, file_get_contents($photo['file']));
        $id = wp_insert_attachment(['post_mime_type' => 'image/jpeg', 'post_title' => $name, 'post_status' => 'inherit'], $upload['file'], $post);
        wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
        update_post_meta($id, '_wp_attachment_image_alt', $photo['alt']);
        $image = wp_get_attachment_image_src($id, 'large');
        $tag = sprintf('<img src="%s" alt="%s" width="%d" height="%d" class="wp-image-%d"/>', $image[0], esc_attr($photo['alt']), $image[1], $image[2], $id);
        $body = str_replace($photo['tag'], $tag, $body);
        if ($number == 0) { set_post_thumbnail($post, $id); }
    }
    wp_update_post(['ID' => $post, 'post_content' => $body, 'post_date' => $article['at']]);
    if (count($article['photos']) > $best[1]) { $best = [get_permalink($post), count($article['photos'])]; }
}
flush_rewrite_rules();
echo "\\n", $best[0];
"""


def run(command, environment=None, **options):
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit("%s failed:\n%s" % (command[0], (done.stdout + done.stderr)[-3000:]))
    return done.stdout


def unpacked(work):
    """Downloads the packages that this machine lacks, with all they need, and unpacks them. Returns None where there are none."""
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        return None
    archives = os.path.join(work, "archives")
    os.makedirs(os.path.join(archives, "partial"))
    options = ["-o", "Dir::Cache::archives=" + archives, "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=true"]
    command = ["apt-get", "install", "--yes", "--download-only", "--no-install-recommends", "--reinstall"] + options + PACKAGES
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print((done.stdout + done.stderr)[-500:])
        return None
    root = os.path.join(work, "root")
    for package in glob.glob(archives + "/*.deb"):
        run(["dpkg", "-x", package, root])
    shutil.rmtree(archives)
    return root


def articles(base, folder):
    """The demo's articles with their photos, as a file for SETUP."""
    found = []
    for listed in json.loads(lighthouse.read(base + "/api/articles?limit=50"))["articles"]:
        article = json.loads(lighthouse.read(base + "/api/articles/" + listed["id"]))
        body = re.sub(r"</?picture>|<source[^>]*>", "", article["body"])
        photos = []
        for tag, photo in re.findall(r'(<img src="/photos/([0-9a-z]+)/[^>]*>)', body):
            file = os.path.join(folder, photo + ".jpg")
            with urllib.request.urlopen("%s/photos/%s/1600.jpg" % (base, photo)) as answer, open(file, "wb") as out:
                out.write(answer.read())
            photos.append({"tag": tag, "alt": re.search(r'alt="([^"]*)"', tag).group(1), "file": file})
        at = article["publishedAt"][:19].replace("T", " ")
        found.append({"title": article["title"], "lead": article["lead"], "body": body, "at": at, "photos": photos})
    name = os.path.join(folder, "articles.json")
    with open(name, "w", encoding="utf-8") as out:
        json.dump(found, out)
    return name


class WordPress:
    """A WordPress on a free port of loopback, in folders of its own."""

    def __init__(self, work, root):
        self.work, self.root, self.started = work, root, []
        self.site = root + "/usr/share/wordpress"
        libraries = glob.glob(root + "/usr/lib/*-linux-gnu") + glob.glob(root + "/lib/*-linux-gnu")
        self.environment = dict(os.environ, LD_LIBRARY_PATH=":".join(libraries), PHPRC=work)
        self.base = "http://127.0.0.1:%d" % lighthouse.free_port()

    def program(self, name):
        return glob.glob("%s/usr/*bin/%s" % (self.root, name))[0]

    def start(self, articles_of):
        work, usr = self.work, self.root + "/usr"
        data, socket = work + "/data", work + "/mariadb.sock"
        run(
            [usr + "/bin/mariadb-install-db", "--no-defaults", "--basedir=" + usr, "--datadir=" + data, "--user=root",
             "--auth-root-authentication-method=normal", "--skip-test-db"],
            self.environment,
        )
        self.background(
            [self.program("mariadbd"), "--no-defaults", "--basedir=" + usr, "--datadir=" + data, "--user=root", "--skip-networking",
             "--socket=" + socket, "--pid-file=" + work + "/mariadb.pid"]
        )
        client = [usr + "/bin/mariadb", "--no-defaults", "--socket=" + socket, "--user=root", "--execute"]
        ready = lambda: subprocess.run(client + ["SELECT 1"], env=self.environment, capture_output=True).returncode == 0
        if not lighthouse.wait_until(READY, ready):
            raise SystemExit("MariaDB does not start.")
        run(client + ["CREATE DATABASE wordpress CHARACTER SET utf8mb4"], self.environment)
        php = self.write_files(socket)
        best = run([php, self.work + "/setup.php", self.site, articles_of(self.work)], self.environment).split()[-1]
        for folder, _, files in os.walk(self.site + "/wp-content/uploads"):
            os.chmod(folder, 0o777)
            for file in files:
                os.chmod(os.path.join(folder, file), 0o644)
        self.background([self.program("apache2"), "-f", work + "/apache.conf", "-DFOREGROUND"])

        def answers():
            try:
                return "Bản Tin" in lighthouse.read(self.base + "/")
            except OSError:
                return False

        if not lighthouse.wait_until(READY, answers):
            raise SystemExit("WordPress does not answer:\n" + open(work + "/apache.log").read()[-3000:])
        return best

    def write_files(self, socket):
        """Writes the settings of Apache, PHP and WordPress. Returns PHP's program."""
        php = [name for name in glob.glob(self.root + "/usr/bin/php*") if re.search(r"/php[0-9.]+$", name)][0]
        modules = os.path.dirname(glob.glob(self.root + "/usr/lib/php/*/mysqli.so")[0])
        lines = ['extension_dir = "%s"' % modules, 'include_path = ".:%s/usr/share/php"' % self.root, "zend_extension = opcache"]
        self.write("php.ini", "\n".join(lines + ["extension = " + name for name in EXTENSIONS if os.path.exists(modules + "/" + name + ".so")]) + "\n")
        settings = {"usr": self.root + "/usr", "etc": self.root + "/etc", "work": self.work, "site": self.site}
        self.write("apache.conf", APACHE.format(port=self.base.rsplit(":", 1)[1], php=re.search(r"[0-9.]+$", php).group(), **settings))
        self.write("mime.types", TYPES)
        self.write("setup.php", SETUP)
        for link in (self.site + "/.htaccess", self.site + "/wp-includes/certificates/ca-bundle.crt"):
            os.remove(link)
        os.makedirs(self.site + "/wp-content/uploads", exist_ok=True)
        with open(self.site + "/wp-config.php", "w", encoding="utf-8") as out:
            out.write(CONFIG % (socket, self.base, self.base))
        return php

    def write(self, name, text):
        with open(os.path.join(self.work, name), "w", encoding="utf-8") as out:
            out.write(text)

    def background(self, command):
        log = open(os.path.join(self.work, os.path.basename(command[0]) + ".out"), "w")
        self.started.append(
            subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        )

    def stop(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


def figures(report):
    requests = report["audits"]["network-requests"]["details"]["items"]
    return {
        "performance": report["categories"]["performance"]["score"] * 100,
        "first paint, ms": lighthouse.audit(report, "first-contentful-paint"),
        "largest paint, ms": lighthouse.audit(report, "largest-contentful-paint"),
        "speed index, ms": lighthouse.audit(report, "speed-index"),
        "blocking, ms": lighthouse.audit(report, "total-blocking-time"),
        "KB": lighthouse.audit(report, "total-byte-weight") / 1000,
        "requests": len([request for request in requests if request["url"].startswith("http")]),
        "first byte, ms": lighthouse.audit(report, "server-response-time"),
    }


def main():
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("There is no Chromium.")
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)  # for Apache's user
        root = unpacked(work)
        if root is None:
            print("skipped: WordPress's packages cannot be had here")
            return
        print("WP Statistics is no package of Debian: WordPress is measured without it")
        with lighthouse.portal() as base:
            front, *_, article = lighthouse.addresses(base)
            wordpress = WordPress(work, root)
            try:
                other = wordpress.start(lambda folder: articles(base, folder))
                pages = {
                    "front page": {"WordPress": wordpress.base + "/", "Bản Tin": front},
                    "article with the most photos": {"WordPress": other, "Bản Tin": article},
                }
                for page, places in pages.items():
                    found = {name: [] for name in places}
                    for address in places.values():
                        lighthouse.read(address)
                    for _ in range(runs):
                        for name, address in places.items():
                            found[name].append(figures(lighthouse.measure(address, chromium)))
                    for name, measured in found.items():
                        medians = ("%s %.0f" % (key, statistics.median(one[key] for one in measured)) for key in measured[0])
                        print("%s, %s, medians of %d: %s" % (page, name, runs, "; ".join(medians)))
            finally:
                wordpress.stop()


if __name__ == "__main__":
    main()
