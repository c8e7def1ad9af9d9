# An independent judge of `kotanbot calibrate`: the graded response model by marginal maximum likelihood with EM
# (Bock and Aitkin 1981), several populations, answers missing by design. Base R only; written for clarity, not for speed.
#
#   Rscript grm-em.R responses.csv items.csv [no-errors]
#
# responses.csv: respondent,group,<item>,...; empty = missing, categories from 1, every category of every item used.
# items.csv:     item,parameter,estimate,error (parameters: discrimination, threshold1, ...; population rows: <group>,mean|deviation)
# Prints log-likelihood, iterations and seconds, one a line. The first group in the file is N(0, 1).

arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[1], check.names = FALSE, colClasses = c(respondent = "character", group = "character"))
with_errors <- !("no-errors" %in% arguments)
started <- proc.time()[["elapsed"]]

answers <- as.matrix(data[, -(1:2)])
groups <- unique(data$group)
population <- match(data$group, groups)
items <- colnames(answers)
categories <- apply(answers, 2, max, na.rm = TRUE)
points <- seq(-6, 6, length.out = 61)

# Item parameters live in one vector per item: discrimination, then thresholds.
start <- lapply(seq_along(items), function(i) {
  above <- sapply(2:categories[i], function(k) mean(answers[, i] >= k, na.rm = TRUE))
  c(1, -qlogis(above))
})

probabilities <- function(parameters) {           # categories x points
  upper <- sapply(points, function(theta) plogis(parameters[1] * (theta - parameters[-1])))
  upper <- matrix(upper, nrow = length(parameters) - 1)
  pmax(rbind(1, upper) - rbind(upper, 0), 1e-300)
}

prior <- function(latent) {
  weights <- dnorm(points, latent[1], latent[2])
  weights / sum(weights)
}

expectation <- function(all, latent) {
  log_likelihood <- t(sapply(latent, function(l) log(prior(l))))[population, , drop = FALSE]
  for (i in seq_along(items)) {
    logs <- log(probabilities(all[[i]]))
    seen <- !is.na(answers[, i])
    log_likelihood[seen, ] <- log_likelihood[seen, ] + logs[answers[seen, i], ]
  }
  peak <- apply(log_likelihood, 1, max)
  joint <- exp(log_likelihood - peak)
  total <- rowSums(joint)
  list(posterior = joint / total, log_likelihood = sum(peak + log(total)))
}

counts_of <- function(posterior, i) {
  t(sapply(seq_len(categories[i]), function(k) colSums(posterior[which(answers[, i] == k), , drop = FALSE])))
}

# Thresholds are written as a first one and logarithms of the steps between them, so that they cannot cross.
pack <- function(p) c(p[1], p[2], if (length(p) > 2) log(diff(p[-1])))
unpack <- function(q) c(q[1], q[2], if (length(q) > 2) q[2] + cumsum(exp(q[-(1:2)])))

maximisation <- function(counts, parameters) {
  objective <- function(q) -sum(counts * log(probabilities(unpack(q))))
  unpack(optim(pack(parameters), objective, method = "BFGS", control = list(reltol = 1e-13))$par)
}

latent_step <- function(posterior) lapply(seq_along(groups), function(g) {
  if (g == 1) return(c(0, 1))
  weights <- colSums(posterior[population == g, , drop = FALSE])
  mean <- sum(weights * points) / sum(weights)
  c(mean, sqrt(sum(weights * (points - mean)^2) / sum(weights)))
})

all <- start
latent <- lapply(groups, function(g) c(0, 1))
iterations <- 0
repeat {
  iterations <- iterations + 1
  step <- expectation(all, latent)
  next_all <- lapply(seq_along(items), function(i) maximisation(counts_of(step$posterior, i), all[[i]]))
  next_latent <- latent_step(step$posterior)
  change <- max(abs(unlist(next_all) - unlist(all)), abs(unlist(next_latent) - unlist(latent)))
  all <- next_all
  latent <- next_latent
  if (change < 1e-5 || iterations == 2000) break
}
log_likelihood <- expectation(all, latent)$log_likelihood
seconds <- proc.time()[["elapsed"]] - started

# Standard errors: the observed information as numerical differences of the gradient, all parameters together. The gradient of the
# likelihood is that of the completed one at the posterior (Fisher's identity), again by numerical differences.
flat <- c(unlist(all), unlist(latent[-1]))
split_flat <- function(v) {
  sizes <- categories
  ends <- cumsum(sizes)
  rest <- v[-seq_len(sum(sizes))]
  list(
    all = lapply(seq_along(items), function(i) v[(ends[i] - sizes[i] + 1):ends[i]]),
    latent = c(list(c(0, 1)), lapply(seq_len(length(groups) - 1), function(g) rest[(2 * g - 1):(2 * g)])))
}
errors <- rep(NA, length(flat))
if (with_errors) {
  slope <- function(f, at) sapply(seq_along(at), function(i) {
    step <- replace(0 * at, i, 1e-5)
    (f(at + step) - f(at - step)) / 2e-5
  })
  gradient <- function(v) {
    s <- split_flat(v)
    posterior <- expectation(s$all, s$latent)$posterior
    of_items <- lapply(seq_along(items), function(i) {
      counts <- counts_of(posterior, i)
      slope(function(p) sum(counts * log(probabilities(p))), s$all[[i]])
    })
    of_populations <- lapply(seq_along(groups)[-1], function(g) {
      weights <- colSums(posterior[population == g, , drop = FALSE])
      slope(function(l) sum(weights * log(prior(l))), s$latent[[g]])
    })
    unlist(c(of_items, of_populations))
  }
  h <- 1e-3
  hessian <- sapply(seq_along(flat), function(i) (gradient(replace(flat, i, flat[i] + h)) - gradient(replace(flat, i, flat[i] - h))) / (2 * h))
  hessian <- (hessian + t(hessian)) / 2
  errors <- sqrt(diag(solve(-hessian)))
}

owner <- c(rep(items, categories), rep(groups[-1], each = 2))
name <- c(unlist(lapply(categories, function(k) c("discrimination", paste0("threshold", seq_len(k - 1))))), rep(c("mean", "deviation"), length(groups) - 1))
write.csv(data.frame(item = owner, parameter = name, estimate = format(flat, digits = 12, trim = TRUE), error = format(errors, digits = 8, trim = TRUE)), arguments[2], row.names = FALSE, quote = FALSE)
cat(sprintf("log-likelihood %.6f\niterations %d\nseconds %.2f\n", log_likelihood, iterations, seconds))
