"""From a folder of files to a checked guide, with the position of everything that is wrong."""
