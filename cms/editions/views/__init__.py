"""Pages of editions: families', and the desk's."""
