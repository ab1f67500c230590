# Matching of MatchIt, and balance by hand, on data/schools80.csv.
# Rscript tests/golden/matching.R > tests/golden/matching.out   (from the repository's root)
suppressPackageStartupMessages(library(MatchIt))
options(digits = 15)
cat("#", R.version.string, "; MatchIt", as.character(packageVersion("MatchIt")), "\n")
cat("part,name,place,value\n")
say <- function(part, name, place, value) cat(sprintf("%s,%s,%s,%.15g\n", part, name, place, value))

schools <- read.csv("tests/golden/data/schools80.csv")
rownames(schools) <- schools$school
# The untreated school of the programme's area is no donor.
schools <- schools[schools$treated == 1 | schools$area != 100, ]
covariates <- c("ks2", "disadvantaged", "pupils")
treated <- schools[schools$treated == 1, ]
controls <- schools[schools$treated == 0, ]
scale <- cov(controls[, covariates])
distance <- t(apply(treated[, covariates], 1, function(one)
  sqrt(mahalanobis(as.matrix(controls[, covariates]), one, scale))))
dimnames(distance) <- list(rownames(treated), rownames(controls))
# MatchIt's own distance, given the same covariance, is base R's.
own <- mahalanobis_dist(treated ~ ks2 + disadvantaged + pupils, data = schools, var = scale)
stopifnot(max(abs(own - distance)) < 1e-10)

for (ratio in c(1, 3, 5)) {
  fit <- matchit(treated ~ ks2 + disadvantaged + pupils, data = schools, method = "nearest", distance = distance, exact = ~ gender,
                 ratio = ratio, replace = TRUE)
  for (school in rownames(treated)) for (place in seq_len(ratio)) {
    donor <- fit$match.matrix[school, place]
    say(paste0("donor", ratio), school, place, as.numeric(donor))
    say(paste0("distance", ratio), school, place, distance[school, donor])
  }
  change <- setNames(schools$after - schools$before, schools$school)
  weights_of <- list(schools = rep(1, nrow(treated)), pupils = treated$pupils)
  for (weighting in names(weights_of)) {
    own <- setNames(weights_of[[weighting]] / sum(weights_of[[weighting]]), rownames(treated))
    donor <- setNames(rep(0, nrow(controls)), rownames(controls))
    for (school in rownames(treated)) for (chosen in fit$match.matrix[school, ])
      donor[chosen] <- donor[chosen] + own[school] / ratio
    name <- paste0(weighting, ratio)
    # Difference-in-differences as weighted least squares with school and year effects.
    used <- c(own, donor[donor > 0])
    long <- do.call(rbind, lapply(c("before", "after"), function(year) data.frame(
      school = names(used), weight = used, outcome = schools[names(used), year], after = as.numeric(year == "after"),
      treated = schools[names(used), "treated"])))
    effect <- coef(lm(outcome ~ factor(school) + after + I(after * treated), long, weights = weight))
    say("estimate", name, "least squares", effect[["I(after * treated)"]])
    say("estimate", name, "changes", sum(own * change[names(own)]) - sum(donor * change[names(donor)]))
    for (covariate in c(covariates, "before")) {
      gap <- sum(own * treated[[covariate]]) - sum(donor * controls[[covariate]])
      say("smd", name, covariate, gap / sd(controls[[covariate]]))
      say("smd before", name, covariate,
          (sum(own * treated[[covariate]]) - mean(controls[[covariate]])) / sd(controls[[covariate]]))
    }
    say("effective", name, "schools", 1 / sum(donor^2))
    say("effective", name, "areas", 1 / sum(tapply(donor, controls$area, sum)^2))
    say("effective", name, "largest weight", max(donor))
  }
}
