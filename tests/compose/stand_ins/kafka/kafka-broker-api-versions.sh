#!/bin/bash
# `kafka-broker-api-versions.sh --bootstrap-server HOST:PORT`: whether a broker answers the request for its versions.
set -eu
exec 3<>"/dev/tcp/${2%:*}/${2#*:}"
printf '\x00\x00\x00\x0a\x00\x12\x00\x00\x00\x00\x00\x01\xff\xff' >&3
[ "$(head --bytes=4 <&3 | wc --bytes)" = 4 ]
