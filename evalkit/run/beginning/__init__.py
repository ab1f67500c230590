"""How a study is begun: questions one at a time, answers checked at once, a study folder written from them."""
