"""Builds the six invented plans of corpus a and their truths: python make_a.py [1 2 ...]"""
import importlib, sys
for n in sys.argv[1:] or "123456":
    importlib.import_module(f"p{n}").build()
