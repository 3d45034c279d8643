#!/bin/bash
# spark-delta: the writer by itself (options are its own: docker run IMAGE --help), the driver or an executor of Spark on
# Kubernetes, which names its role as the first word and says the rest by SPARK_... variables; or a program, whose name is
# the first word.
set -euo pipefail

java_options() { # SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1, ...: one a line, in the order of their numbers
    local name
    while read -r name; do
        printf '%s\n' "${!name}"
    done < <(compgen -v SPARK_JAVA_OPT_ | sort --field-separator=_ --key=4 --numeric-sort)
}

case "${1:-}" in
    driver)
        shift
        set -- "$SPARK_HOME/bin/spark-submit" --deploy-mode client \
            --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
            --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
            "$@"
        ;;
    executor)
        mapfile -t options < <(java_options)
        # The settings that Spark mounts come first, then what the application adds, then Spark itself.
        classpath="${SPARK_CONF_DIR:-$SPARK_HOME/conf}:${SPARK_CLASSPATH:-}:${SPARK_EXTRA_CLASSPATH:-}:$SPARK_HOME/jars/*:$PWD"
        set -- "$JAVA_HOME/bin/java" "${options[@]}" \
            "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -classpath "$classpath" \
            org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
            --driver-url "$SPARK_DRIVER_URL" \
            --executor-id "$SPARK_EXECUTOR_ID" \
            --cores "$SPARK_EXECUTOR_CORES" \
            --app-id "$SPARK_APPLICATION_ID" \
            --hostname "$SPARK_EXECUTOR_POD_IP" \
            --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
            --podName "$SPARK_EXECUTOR_POD_NAME"
        ;;
    *)
        command -v -- "${1:-}" >/dev/null || set -- /venv/bin/python3 -m spark_delta.run_spark_deltawriter "$@"
        ;;
esac
# tini passes signals on, and collects the processes that Spark's workers leave behind.
exec tini -s -- "$@"
