"""The pipeline on Kubeflow: step 1 loads filings to the lake, step 2 runs the Spark job that writes the tables,
step 3 checks that nothing is missing."""
