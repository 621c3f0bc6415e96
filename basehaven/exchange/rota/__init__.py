"""The rota file: a week asked for in YAML or JSON, and its plan as JSON."""
