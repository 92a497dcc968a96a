"""The data of the practice pages: what their scripts load, made from the guide."""
