#!/bin/sh
# Takes out of /venv what Spark and its libraries bring and this image never runs: a third of it.
set -eu

cd /venv/lib/python3.11/site-packages
# Arrow's clients of other services: the lake is read by docai.lake and Hadoop.
rm pyarrow/libarrow_flight.* pyarrow/_flight.* pyarrow/libarrow_s3.* pyarrow/_s3fs.*
rm -rf pyarrow/include pyarrow/includes pyarrow/tests numpy/*/tests

cd pyspark
rm -rf examples data sbin jars/connect-repl bin/*.cmd
cd jars
# State stores of streaming queries: there is none here.
rm rocksdbjni-*.jar
# Machine learning and graphs.
rm spark-mllib*.jar spark-graphx*.jar breeze*.jar spire*.jar algebra*.jar cats-kernel*.jar \
    arpack*.jar blas-*.jar lapack-*.jar JTransforms-*.jar JLargeArrays-*.jar
# Hive's metastore and query engine: the catalog is in memory. What reads ORC stays (hive-storage-api).
rm spark-hive*.jar hive-beeline-*.jar hive-cli-*.jar hive-common-*.jar hive-exec-*.jar hive-jdbc-*.jar \
    hive-metastore-*.jar hive-serde-*.jar hive-service-rpc-*.jar hive-shims-*.jar datanucleus-*.jar derby*.jar \
    HikariCP-*.jar javax.jdo-*.jar jdo-api-*.jar libthrift-*.jar libfb303-*.jar
# Spark Connect's server, shells, pipelines, YARN, and streaming of the old kind.
rm spark-connect*.jar spark-repl*.jar spark-pipelines*.jar spark-yarn*.jar spark-streaming*.jar scala-compiler-*.jar jline-*.jar
# Native code for other systems.
rm netty-*-osx-*.jar netty-*-windows-*.jar
