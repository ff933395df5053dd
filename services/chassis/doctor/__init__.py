"""What is wrong with a deployment, and what to do about it.

`ask_…` reads facts from the servers; `on_…` judges facts, and needs no server; `examination` puts both together.
"""
