"""File exchange: how two stores become one without a server, and nothing is lost or silent."""
