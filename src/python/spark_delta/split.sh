#!/bin/sh
# The jars of 3rdparty/jvm come with our own code; in the image they stand among Spark's own, in a layer that an edit of
# the code does not renew.
set -eu

site=/venv/lib/python3.11/site-packages
mkdir -p "/layer-jars$site/pyspark"
mv "$site/docai_jars" "/layer-jars$site/pyspark/jars"
