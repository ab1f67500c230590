# The mean of paired differences, robust to schools, by sandwich (CR1) and by the formula of CR2 in base R,
# on data/answers12.csv; and d_z and d_av.
# Rscript tests/golden/paired_change.R > tests/golden/paired_change.out   (from the repository's root)
suppressPackageStartupMessages(library(sandwich))
options(digits = 15)
cat("#", R.version.string, "; sandwich", as.character(packageVersion("sandwich")), "\n")
cat("name,value\n")
say <- function(name, value) cat(sprintf("%s,%.15g\n", name, value))
answers <- read.csv("tests/golden/data/answers12.csv")
answers$value <- rowMeans(answers[, paste0("q", 1:5)])
wide <- merge(answers[answers$wave == 1, c("person", "school", "value")], answers[answers$wave == 2, c("person", "value")],
              by = "person", suffixes = c("1", "2"))
wide <- wide[complete.cases(wide), ]
change <- wide$value2 - wide$value1
n <- length(change)
say("people", n)
say("schools", length(unique(wide$school)))
say("mean", mean(change))
say("d_z", mean(change) / sd(change))
say("d_av", mean(change) / ((sd(wide$value1) + sd(wide$value2)) / 2))
fit <- lm(change ~ 1)
say("error CR1", sqrt(vcovCL(fit, cluster = wide$school, type = "HC0", cadjust = TRUE))[1, 1])
# CR2: adjustment of each school by the inverse root of its block of I - H; degrees of freedom by Satterthwaite.
e <- resid(fit); total <- 0; p <- NULL; schools <- unique(wide$school)
H <- matrix(1 / n, n, n); M <- diag(n) - H
for (s in schools) {
  own <- which(wide$school == s)
  v <- eigen(M[own, own, drop = FALSE], symmetric = TRUE)
  A <- v$vectors %*% diag(1 / sqrt(v$values), length(own)) %*% t(v$vectors)
  pull <- A %*% rep(1 / n, length(own))
  total <- total + sum(pull * e[own])^2
  p <- cbind(p, M[, own, drop = FALSE] %*% pull)
}
cross <- crossprod(p)
df <- sum(diag(cross))^2 / sum(cross^2)
say("std_error", sqrt(total))
say("df", df)
say("conf_low", mean(change) - qt(0.975, df) * sqrt(total))
say("conf_high", mean(change) + qt(0.975, df) * sqrt(total))
