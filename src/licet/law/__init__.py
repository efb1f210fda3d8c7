"""The texts: each rule with its citation, its dates and its authority; figures, heads and examples beside them."""
