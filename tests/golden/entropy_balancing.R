# Entropy balancing by R's own optimiser on the dual, on data/schools80.csv and on the lalonde data of MatchIt.
# Rscript tests/golden/entropy_balancing.R > tests/golden/entropy_balancing.out   (from the repository's root)
suppressPackageStartupMessages(library(MatchIt))
cat("#", R.version.string, "; nlminb of base R; lalonde of MatchIt", as.character(packageVersion("MatchIt")), "\n")
cat("part,name,value\n")
say <- function(part, name, value) cat(sprintf("%s,%s,%.15g\n", part, name, value))

# Weights w_i ~ q_i exp(z_i'l); l = up - down, both nought or more, minimise log sum q exp(z'l) + allowed'(up + down).
balancing <- function(x, target, scale, base = rep(1, nrow(x)), allowed = rep(0, ncol(x))) {
  z <- sweep(sweep(as.matrix(x), 2, target), 2, scale, "/")
  q <- base / sum(base)
  w <- function(l) { raised <- q * exp(drop(z %*% l)); raised / sum(raised) }
  if (all(allowed == 0)) {
    fit <- nlminb(rep(0, ncol(z)), function(l) log(sum(q * exp(drop(z %*% l)))),
                  gradient = function(l) drop(w(l) %*% z),
                  hessian = function(l) { g <- drop(w(l) %*% z); t(z) %*% (w(l) * z) - g %o% g },
                  control = list(rel.tol = 1e-15, x.tol = 1e-14, iter.max = 1000))
    l <- fit$par
    # nlminb stops a few digits short; two Newton steps take the means to the last digit.
    for (step in 1:2) {
      g <- drop(w(l) %*% z)
      l <- l - solve(t(z) %*% (w(l) * z) - g %o% g, g)
    }
    stopifnot(max(abs(w(l) %*% z)) < 1e-12)
    return(w(l))
  }
  p <- ncol(z)
  split <- function(par) par[1:p] - par[p + 1:p]
  fit <- nlminb(rep(0.01, 2 * p),
                function(par) log(sum(q * exp(drop(z %*% split(par))))) + sum(c(allowed, allowed) * par),
                gradient = function(par) { g <- drop(w(split(par)) %*% z); c(g, -g) + c(allowed, allowed) },
                hessian = function(par) {
                  g <- drop(w(split(par)) %*% z); h <- t(z) %*% (w(split(par)) * z) - g %o% g
                  rbind(cbind(h, -h), cbind(-h, h)) + diag(1e-10, 2 * p)
                },
                lower = 0, control = list(rel.tol = 1e-15, x.tol = 1e-14, iter.max = 5000, eval.max = 5000))
  w(split(fit$par))
}

schools <- read.csv("tests/golden/data/schools80.csv")
treated <- schools[schools$treated == 1, ]
# The untreated school of the programme's area is no donor.
donors <- schools[schools$treated == 0 & schools$area != 100, ]
covariates <- c("ks2", "disadvantaged", "pupils")
spread <- sapply(donors[, covariates], sd)
means <- function(by) sapply(treated[, covariates], weighted.mean, by)
change <- function(table) table$after - table$before

told <- function(part, w, by) {
  for (row in seq_len(nrow(donors))) say(part, donors$school[row], w[row])
  say(part, "effective", 1 / sum(w^2))
  say(part, "estimate", weighted.mean(change(treated), by) - sum(w * change(donors)))
}
each <- rep(1, nrow(treated))
told("means", balancing(donors[, covariates], means(each), spread), each)
told("pupils", balancing(donors[, covariates], means(treated$pupils), spread, base = donors$pupils), treated$pupils)
two <- c("ks2", "disadvantaged")
about <- sweep(as.matrix(donors[, two]), 2, means(each)[two])
own <- sweep(as.matrix(treated[, two]), 2, means(each)[two])
told("variances", balancing(cbind(donors[, two], about^2), c(means(each)[two], colMeans(own^2)),
                            c(spread[two], spread[two]^2)), each)
told("tolerance", balancing(donors[, covariates], means(each), spread, allowed = rep(0.1, 3)), each)
kind <- as.numeric(donors$gender == "mixed")
told("kinds", balancing(cbind(donors[, covariates], kind), c(means(each), mean(treated$gender == "mixed")), c(spread, 1)),
     each)
told("kinds within a tolerance",
     balancing(cbind(donors[, covariates], kind), c(means(each), mean(treated$gender == "mixed")), c(spread, 1),
               allowed = c(0.05, 0.05, 0.05, 0)), each)

data("lalonde", package = "MatchIt")
x <- with(lalonde, cbind(age, educ, race == "black", race == "hispan", married, nodegree, re74, re75))
is_treated <- lalonde$treat == 1
w <- balancing(x[!is_treated, ], colMeans(x[is_treated, ]), apply(x[!is_treated, ], 2, sd))
say("lalonde", "estimate", mean(lalonde$re78[is_treated]) - sum(w * lalonde$re78[!is_treated]))
say("lalonde", "effective", 1 / sum(w^2))
say("lalonde", "largest weight", max(w))
say("lalonde", "smallest weight", min(w))
