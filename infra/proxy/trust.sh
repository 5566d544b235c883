#!/bin/sh
# Tells nginx which proxies to believe: the networks of TRUSTED_PROXIES, between commas. Run by the image before nginx.
set -eu
folder=${1:-/etc/nginx/trusted}
mkdir -p "$folder"
for network in $(echo "${TRUSTED_PROXIES:-}" | tr ',' ' '); do
  echo "set_real_ip_from $network;"
done > "$folder/proxies.conf"
