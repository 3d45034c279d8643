"""The launcher against a real Spark Operator, case by case."""
