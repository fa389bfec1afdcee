"""The worked examples, and the files of an empty case, as data of the package."""
