# Density, reciprocity, components, isolates and triangles of igraph, and what it finds when links are rewired.
# Rscript tests/golden/networks.R > tests/golden/networks.out   (from the repository's root)
suppressPackageStartupMessages(library(igraph))
options(digits = 15)
cat("#", R.version.string, "; igraph", as.character(packageVersion("igraph")), "\n")
cat("part,place,value\n")
say <- function(part, place, value) cat(sprintf("%s,%s,%.15g\n", part, place, value))

links <- read.csv("tests/golden/data/links12.csv")
# Twelve schools, of which two have no link with another: all are nodes first.
schools <- data.frame(name = as.character(1:12))
graph <- graph_from_data_frame(links, directed = TRUE, vertices = schools)
say("self", 0, sum(which_loop(graph)))
graph <- simplify(graph)
say("density", "directed", edge_density(graph))
say("reciprocity", "directed", reciprocity(graph))
pairs <- as.undirected(graph, mode = "collapse")
say("density", "pairs", edge_density(pairs))
member <- components(pairs)$membership
for (school in names(member)) say("component", school, member[[school]] - 1)
for (school in schools$name) say("outside", school, as.numeric(degree(pairs)[[school]] == 0))
say("triangles", 0, sum(count_triangles(pairs)) / 3)

# The mean of many rewired graphs; 4000 of them, 1000 switches between one and the next.
set.seed(20180108)
found <- numeric(4000)
now <- pairs
for (draw in seq_along(found)) {
  now <- rewire(now, keeping_degseq(niter = 1000))
  found[draw] <- sum(count_triangles(now)) / 3
}
say("rewired", "mean", mean(found))
say("rewired", "sd", sd(found))
say("rewired", "draws", length(found))
