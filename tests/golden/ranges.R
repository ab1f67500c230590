# Half of the width of Student's t intervals at three levels, in standard errors.
# Rscript tests/golden/ranges.R > tests/golden/ranges.out   (from the repository's root)

cat("#", R.version.string, "\n")
cat("df,level,times\n")
for (df in c(1, 2.5, 4.07, 7.64, 11.4, 26.18, 144.6, Inf))
  for (level in c(0.5, 0.8, 0.9, 0.95))
    cat(paste(df, level, format(qt(0.5 + level / 2, df), digits = 15), sep = ","), "\n", sep = "")
