# Placebos adjusted for how low each stood, by lm without a constant, one placebo left out at a time.
# Rscript tests/golden/gap_adjusted.R > tests/golden/gap_adjusted.out   (from the repository's root)
options(digits = 15)
cat("#", R.version.string, "; base R only\n")
cat("mode,name,value\n")

number <- 45
i <- 1:number
s <- 0.05 + 0.002 * (i %% 11)
g <- sin(i) / 3 + 0.02 * cos(7 * i)
theta <- 0.01 - 0.12 * g + s * sin(5 * i + 1)
own <- data.frame(ones = 1 / 0.06, gap = -0.2 / 0.06)
all <- data.frame(z = theta / s, ones = 1 / s, gap = g / s)
models <- list(gap = z ~ 0 + ones + gap, centred = z ~ 0 + ones)
for (mode in names(models)) {
  fit <- lm(models[[mode]], data = all)
  told <- predict(fit, own, se.fit = TRUE)
  leverage <- (told$se.fit / told$residual.scale)^2
  show <- function(name, value) cat(sprintf("%s,%s,%.15g\n", mode, name, value))
  show("centre", coef(fit)[["ones"]])
  if (mode == "gap") {
    show("slope", coef(fit)[["gap"]])
    show("slope_error", coef(summary(fit))["gap", "Std. Error"])
  }
  show("leverage", leverage)
  show("estimate", 0.17 - 0.06 * told$fit)
  show("standardised", (0.17 / 0.06 - told$fit) / sqrt(1 + leverage))
  for (a in c(1, 20, 45)) {
    without <- lm(models[[mode]], data = all[-a, ])
    other <- predict(without, all[a, ], se.fit = TRUE)
    show(paste0("placebo_", a), (all$z[a] - other$fit) / sqrt(1 + (other$se.fit / other$residual.scale)^2))
  }
}
