"""The network: all that knows about tokens, tensors and weights. `read/` and `link/` call it, nothing else does."""
