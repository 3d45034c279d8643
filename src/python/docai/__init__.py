"""What two or more components of docai share."""

from docai.starting import answer_stops, is_run

if is_run("docai"):  # python -m docai.tenk: that package takes a while to import
    answer_stops()
