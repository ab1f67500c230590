# Alpha and omega of psych, on data/answers12.csv.
# Rscript tests/golden/reliability.R > tests/golden/reliability.out   (from the repository's root)
suppressPackageStartupMessages(library(psych))
options(digits = 15)
cat("#", R.version.string, "; psych", as.character(packageVersion("psych")), "\n")
cat("wave,name,value\n")
answers <- read.csv("tests/golden/data/answers12.csv")
for (wave in 1:2) {
  items <- answers[answers$wave == wave, paste0("q", 1:5)]
  items <- items[complete.cases(items), ]
  say <- function(name, value) cat(sprintf("%d,%s,%.15g\n", wave, name, value))
  say("people", nrow(items))
  say("alpha", suppressWarnings(alpha(items))$total$raw_alpha)
  # The engine stops where its own rule lets it; a tighter rule for the same fit, by psych's own objective, stands beside it.
  fit <- fa(cor(items), nfactors = 1, fm = "minres")
  say("omega of psych", suppressWarnings(suppressMessages(omega(items, nfactors = 1, plot = FALSE)))$omega.tot)
  loadings <- as.numeric(fit$loadings); if (sum(loadings) < 0) loadings <- -loadings
  r <- cor(items)
  beside <- function(l) { e <- r - tcrossprod(l); diag(e) <- 0; sum(e^2) }
  slope <- function(l) { e <- r - tcrossprod(l); diag(e) <- 0; as.numeric(-4 * e %*% l) }
  for (again in 1:20) loadings <- optim(loadings, beside, slope, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000))$par
  say("omega", 1 - sum(1 - loadings^2) / sum(r))
  say("omega of two items", { two <- as.numeric(fa(r[1:2, 1:2], nfactors = 1, fm = "minres")$loadings); 1 - sum(1 - two^2) / sum(r[1:2, 1:2]) })
  for (item in 1:5) say(paste0("loading ", item), loadings[item])
}
