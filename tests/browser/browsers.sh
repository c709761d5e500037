#!/bin/sh
# Installs the browsers that are missing, as root on Debian; elsewhere says what does.
set -eu

missing=
need() { command -v "$1" >/dev/null || missing="$missing $2"; }
need chromium chromium
need firefox-esr firefox-esr
need WebKitWebDriver webkit2gtk-driver
need Xvfb xvfb
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null; then
    echo "The browser tests run in Debian's browsers. They need:$missing" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "The browser tests need, as root: $install" >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive $install -qq
