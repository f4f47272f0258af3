//! Typical slips of front matter, found line by line before YAML is asked, since YAML's own error lands on the line after.
