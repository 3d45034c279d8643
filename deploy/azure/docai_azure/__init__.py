"""docai on Azure: makes the resources, puts docai on the cluster, starts and schedules the pipeline, unmakes all."""
