# Merges lcov files: a line of src counts once, and as covered when any test project ran it.
# Prints one line per project of src and the total. Give the folder of src, ending in a slash, as -v src=...
# and as -v expected="A B" the projects that must be there; without one of them the exit code is 1.
/^SF:/ {
  file = substr($0, 4)
  inside = index(file, src) == 1
  if (inside) {
    project = substr(file, length(src) + 1)
    sub(/^Connectors\//, "", project)
    sub(/\/.*/, "", project)
  }
}
/^DA:/ && inside {
  split(substr($0, 4), part, ",")
  line = file ":" part[1]
  if (!(line in owner)) { owner[line] = project; lines[project]++; total++ }
  if (part[2] > 0 && !(line in hit)) { hit[line] = 1; covered[project]++; all++ }
}
END {
  for (project in lines)
    printf "  %-34s %6.2f %%  %6d of %6d lines\n", project, 100 * covered[project] / lines[project], covered[project], lines[project] | "sort"
  close("sort")
  count = split(expected, wanted, " ")
  for (number = 1; number <= count; number++)
    if (!(wanted[number] in lines)) { printf "  %-34s not measured\n", wanted[number]; missing = 1 }
  if (total > 0)
    printf "Line coverage of src: %.2f %% (%d of %d lines)\n", 100 * all / total, all, total
  else
    print "Line coverage of src: none measured"
  exit missing
}
