# Slopes of schools by lm, and their mean by t.test, on data/help8.csv.
# Rscript tests/golden/fading.R > tests/golden/fading.out   (from the repository's root)
options(digits = 15)
cat("#", R.version.string, "; base R only\n")
cat("part,name,value\n")
hours <- read.csv("tests/golden/data/help8.csv")
hours$beyond <- hours$done - hours$planned
names(hours)[names(hours) == "done"] <- "actual"
for (part in c("actual", "planned", "beyond")) {
  say <- function(name, value) cat(sprintf("%s,%s,%.15g\n", part, name, value))
  slopes <- sapply(split(hours, hours$school), function(own) coef(lm(own[[part]] ~ own$term))[[2]])
  test <- t.test(slopes)
  say("slope", test$estimate)
  say("conf_low", test$conf.int[1])
  say("conf_high", test$conf.int[2])
  say("schools", length(slopes))
  say("falling", sum(slopes < 0))
}
