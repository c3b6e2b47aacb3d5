"""The chat: one module per thing a person does; what is said, the buttons and the decisions stand apart."""
