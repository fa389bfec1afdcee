"""Attribution: which words of a document are whose."""
