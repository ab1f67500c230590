# Nearest neighbours by logistic regression on the lalonde data of MatchIt, largest chance first.
# Rscript tests/golden/textbook_pairs.R > tests/golden/textbook_pairs.out   (from the repository's root)
suppressPackageStartupMessages(library(MatchIt))
cat("#", R.version.string, "; MatchIt", as.character(packageVersion("MatchIt")), "\n")
cat("treated,other\n")
data("lalonde", package = "MatchIt")
fit <- matchit(treat ~ age + educ + race + married + nodegree + re74 + re75, data = lalonde,
               method = "nearest", m.order = "largest")
cat(sprintf("%s,%s", rownames(fit$match.matrix), fit$match.matrix[, 1]), sep = "\n")
cat("\n")
